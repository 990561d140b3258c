//! What fields are called, what belongs into them, and what to ask for them.

/// A field as it is spoken: `moment of truth`.
pub fn field_label(name: &str) -> String {
    match name {
        "drop_off" => "leave here".into(),
        "every_days" => "every (days)".into(),
        "on" => "day".into(),
        "at" => "time".into(),
        "by" => "who".into(),
        "with" => "contradicts".into(),
        "was" => "was wrong".into(),
        "kind" => "what it is".into(),
        "typical" => "answers in".into(),
        "hours" => "answers at".into(),
        "csat" => "CSAT".into(),
        "top" => "asked most".into(),
        other => other.replace('_', " "),
    }
}

/// A word of the file as it is spoken: `SupportTickets` is `support tickets`.
pub fn spoken_word(word: &str) -> String {
    match word {
        "Nps" => return "NPS, −100 to 100".into(),
        "Score10" => return "points of 10".into(),
        "Score5" => return "points of 5".into(),
        _ => {}
    }
    let mut out = String::new();
    for (n, letter) in word.chars().enumerate() {
        if letter.is_uppercase() && n > 0 {
            out.push(
                if word == "PreSale" || word == "PostSale" || word == "AsIs" || word == "ToBe" {
                    '-'
                } else {
                    ' '
                },
            );
        }
        out.extend(letter.to_lowercase());
    }
    out
}

/// Several of them, with commas between them.
pub fn spoken_words(words: &str) -> String {
    words.split(", ").map(spoken_word).collect::<Vec<_>>().join(", ")
}

/// A few words on what belongs into an empty field, and the question that an
/// interviewer would ask. `parent` is the field that it is a part of, or the
/// sort of the thing: `map`, `stage`, `touchpoint`, `note`, `action`, `parked`.
pub fn field_hint(parent: &str, name: &str) -> &'static str {
    match (parent, name) {
        ("touchpoint", "emotion") => "1 to 5: very bad to very good — “How was that for you?”",
        (_, "emotion") => "1 to 5: very bad to very good",
        ("metrics", "target") => "the value to reach",
        ("readings", "value") => "what was measured",
        ("metrics", "name") => "what is counted: CSAT, first answer …",
        ("team", "name") => "who takes part",
        ("persona", "name") => "their name",
        ("map", "title") => "what the journey is called",
        ("map", "owner") => "who looks after the map",
        ("action", "title") => "what is done",
        ("sessions", "title") => "what it was about",
        ("note", "text") => "what it says",
        ("voices", "text") => "why it feels so",
        ("checklist", "text") => "what must be so",
        ("behind", "text") => "what we do",
        ("behind", "owner") => "who does it",
        ("behind", "wait") => "how long it takes: 20min, 3 days, 1d 4h",
        ("handover", "text") => "what happens on the way",
        ("walks", "text") => "what happened",
        ("top", "text") => "what is asked",
        ("columns", _) => "the head of that column in the support data",
        ("months", "languages") => "how many in each: de 12, en 30",
        ("months", "channels") => "how many in each: chat 12, e-mail 30",
        _ => hint_anywhere(name),
    }
}

/// The same for fields that mean the same wherever they stand.
fn hint_anywhere(name: &str) -> &'static str {
    match name {
        "title" => "what happens, as the customer would say it",
        "doing" => "what the customer does — “What did you do then?”",
        "expecting" => "what the customer expects — “What did you think would happen?”",
        "feeling" => "in a word — “What did you feel?”",
        "target" => "how it should feel, 1 to 5: very bad to very good",
        "voices" => "what each of us says the customer feels, before we agree",
        "goal" => "what it should be like: fast, clear, native …",
        "owner" => "who answers for it",
        "channel" => "where it happens: website, chat, shop …",
        "contact" => "do we control it?",
        "medium" => "a screen, or a place, person, thing?",
        "side" => "does the customer see it?",
        "importance" => "to customers; steers what to fix first, 1 to 5 — “What mattered most?”",
        "impact" => "on the business, 1 to 5",
        "wait" => "20min, 3 days, 1d 4h — “How long did that take?”",
        "drop_off" => "percent who leave here — “Did you ever give up?”",
        "languages" => "offered here: de, en",
        "tags" => "free words, with commas",
        "evidence" => "assumed, observed or confirmed?",
        "checked" => "last found to be still true: 30 Sep, 2026-09-30",
        "sources" => "how do we know?",
        "votes" => "dots that people put on it",
        "checklist" => "what must be so",
        "behind" => "what we do that the customer does not see",
        "months" => "tickets and orders, month by month",
        "top" => "what is asked most — “What did you have to ask?”",
        "metrics" => "what is measured here",
        "walks" => "what happened when one of us tried it",
        "text" => "in a sentence",
        "notes" => "a pain, a delight, what a customer said, an idea …",
        "actions" => "what is done about it",
        "parking" => "what came up and has no place on the map yet",
        "typical" => "how fast we answer: 4h",
        "hours" => "when somebody is there: Mo-Fr 9-18",
        "decision" => "what this map is to inform",
        "objectives" => "what is to be reached, one a line",
        "from" => "the first thing that happens",
        "to" => "the last thing that happens",
        "scenario" => "the situation in which it happens",
        "name" => "what to call it",
        "about" => "age, place, family, habits",
        "market" => "where they live and buy",
        "value" => "what it is worth",
        "need" => "the pain that makes them buy — “Why did you look for this?”",
        "quote" => "what they would say",
        "goals" => "what they want, with commas",
        "challenges" => "what is hard for them, with commas",
        "behaviours" => "what they usually do",
        "drivers" => "what moves them",
        "preferences" => "what they like better",
        "team" => "who takes part",
        "log" => "what was said or looked at",
        "every_days" => "days from one review to the next",
        "priority" => "1 is worked on first",
        "twin" => "the name of the map that shows the same journey as it should be, or as it is",
        "answers" => "the pains and ideas that it is the answer to, by their words",
        "with" => "the touchpoint that it contradicts or depends on, by its title",
        "due" => "by when: 15 Dec, 2026-12-15, fri",
        "measure" => "how one will see that it worked",
        "metric" => "the name of a metric",
        "before" | "after" => "the metric's value",
        "effort" => "how much work, 1 to 5",
        "benefit" => "to the business, 1 to 5",
        "resources" => "what it needs",
        "was" => "what was wrong",
        "change" => "what was changed",
        "cause" => "why it hurts",
        "source" => "how we know",
        "by" => "who said it",
        "phase" => "before, during or after the purchase",
        _ => "",
    }
}

/// What stands under a page where fields without a value are folded away.
pub fn folded(number: usize, key: &str) -> String {
    let fields = super::count(number, "more field is empty", "more fields are empty");
    format!("{fields}   {key} shows them")
}

/// The head over an opened card: where it stands.
pub fn place_of_card(map: &str, stage: &str, number: usize, of: usize) -> String {
    format!("{map} › {stage} › {number} of {of}")
}
