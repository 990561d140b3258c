//! The rules of what is missing, in words.

use crate::insight::missing::Rule;

/// What it looks for, in one line.
pub fn rule_what(rule: Rule) -> &'static str {
    match rule {
        Rule::PersonaMissing => "A map that does not say whose journey it is.",
        Rule::ObjectiveMissing => "A map that does not say what is to be reached.",
        Rule::ScopeMissing => "A map that does not say where the journey begins, or where it ends.",
        Rule::DecisionMissing => "A map that does not say what it is to inform.",
        Rule::DigitalMissing => "Some touchpoints are physical, and none is digital.",
        Rule::PhysicalMissing => "Some touchpoints are digital, and none is physical.",
        Rule::ReviewNever => "A map with touchpoints that was never reviewed.",
        Rule::ReviewOverdue => "The last review is longer ago than the map's interval.",
        Rule::ConflictUnsettled => "A field that was changed here and elsewhere in different ways.",
        Rule::CodeUnknown => "The map switches off or weighs a rule that there is not.",
        Rule::PhaseMissing => "A stage without a phase.",
        Rule::StageEmpty => "A stage with neither touchpoints nor a gap that says why.",
        Rule::EmotionMissing => "A touchpoint that is not rated; detours need no rating.",
        Rule::GoalMissing => "A touchpoint without an experience goal, detours included.",
        Rule::OwnerMissing => "A touchpoint without an owner, detours and indirect ones included.",
        Rule::ChannelMissing => "A touchpoint without a channel; off-stage ones need none.",
        Rule::TitleProcess => "A title that tells what the company does: “Process the order”.",
        Rule::TitleTwice => "A touchpoint with the title of an earlier one.",
        Rule::LowUnexplained => "It is rated −1 or −2, and has no pain, no gap and no action.",
        Rule::BreakUnanswered => "Tickets in the newest month, or votes, and no action.",
        Rule::RiskUnprevented => "A high risk without a preventive action.",
        Rule::AssumedOnly => "The evidence is Assumed, and there are no sources.",
        Rule::TruthStale => "It was checked longer ago than the map's review interval.",
        Rule::HandoverMissing => {
            "A step of ours from digital to physical, or back, without a handover."
        }
        Rule::PainUnowned => "An open pain without an owner, own or of an action that answers it.",
        Rule::FixUnverified => "A note that is Fixed, or an action that is Done, and not Verified.",
        Rule::ActionUnowned => "An open action without an owner.",
        Rule::ActionUndated => "An open action without a due date.",
        Rule::ActionUnmeasured => "An open action with neither a measure nor a metric.",
        Rule::ActionOverdue => "An open action whose due date is over.",
        Rule::ResultMissing => {
            "A finished action that does not say what was changed, or what its metric was after."
        }
        Rule::LinkBroken => "An action answers a note, or a note contradicts a card, that is gone.",
    }
}

/// Why it matters, in one line.
pub fn rule_help(rule: Rule) -> &'static str {
    match rule {
        Rule::PersonaMissing => "A journey is somebody's: without her every touchpoint is a guess.",
        Rule::ObjectiveMissing => "Without an objective nobody can say whether the map is done.",
        Rule::ScopeMissing => "Without a beginning and an end a map grows until nobody reads it.",
        Rule::DecisionMissing => "A map that informs no decision ends on a drive.",
        Rule::DigitalMissing => "Journeys without any screen are rare: something was passed over.",
        Rule::PhysicalMissing => {
            "Parcels, places and people are forgotten first by those who work on screens."
        }
        Rule::ReviewNever => "A map that nobody looks at again shows a journey of the past.",
        Rule::ReviewOverdue => "What was true at the last review may be so no longer.",
        Rule::ConflictUnsettled => "Ours is in force, and whoever wrote the other does not know.",
        Rule::CodeUnknown => "A code that is no rule switches nothing off, and nobody notices.",
        Rule::PhaseMissing => "Phases show whether all of pre-sale, sale and post-sale is mapped.",
        Rule::StageEmpty => "Either something is not mapped yet, or nobody serves the customer.",
        Rule::EmotionMissing => "What is not rated has no place on the curve.",
        Rule::GoalMissing => "Without a goal nobody can say how far from it a touchpoint is.",
        Rule::OwnerMissing => "What nobody owns nobody mends.",
        Rule::ChannelMissing => "Breaks between channels cannot be seen without them.",
        Rule::TitleProcess => "A map of processes shows what we do, not what it is like.",
        Rule::TitleTwice => "Nobody knows which of the two is meant in a talk or an export.",
        Rule::LowUnexplained => "A low without a reason cannot be mended.",
        Rule::BreakUnanswered => "Customers or the team say that it fails, and nothing is done.",
        Rule::RiskUnprevented => "What is known to go wrong will, unless somebody prevents it.",
        Rule::AssumedOnly => "Decisions on assumptions are bets.",
        Rule::TruthStale => "Journeys change faster than maps.",
        Rule::HandoverMissing => "Between a screen and a place customers get lost, or start over.",
        Rule::PainUnowned => "A pain that nobody owns comes up again in the next workshop.",
        Rule::FixUnverified => "Fixed is what customers notice, not what was released.",
        Rule::ActionUnowned => "An action of everybody is done by nobody.",
        Rule::ActionUndated => "An action without a date is a wish.",
        Rule::ActionUnmeasured => "Without a measure nobody will know whether it worked.",
        Rule::ActionOverdue => "Either it is late, or it is done and the map does not know.",
        Rule::ResultMissing => "What was changed and what came of it is what others learn from.",
        Rule::LinkBroken => "An action that answers nothing fixes nothing when it is done.",
    }
}

/// What to do about it, in one line; keys are those that cjm comes with.
pub fn rule_repair(rule: Rule) -> &'static str {
    match rule {
        Rule::PersonaMissing => "Name her on the brief (v i): persona, name.",
        Rule::ObjectiveMissing => "Write what is to be reached on the brief (v i): objectives.",
        Rule::ScopeMissing => "Write on the brief (v i) where it begins and ends: scope, from, to.",
        Rule::DecisionMissing => "Write on the brief (v i) what the map is to inform: decision.",
        Rule::DigitalMissing => "Add what happens on a screen (o), and say so: medium, Digital.",
        Rule::PhysicalMissing => {
            "Add what happens off the screen (o), and say so: medium, Physical."
        }
        Rule::ReviewNever | Rule::ReviewOverdue => {
            "Go through the map, then record it: r r, or cjm review."
        }
        Rule::ConflictUnsettled => "Choose one of the two: v x, then Enter.",
        Rule::CodeUnknown => "Correct it in the file: findings, off or levels.",
        Rule::PhaseMissing => "Say which phase it is, on the stage's head: s p (phase).",
        Rule::StageEmpty => "Write what happens in it (o), or note a gap on its head (a g).",
        Rule::EmotionMissing => "Rate it, 1 to 5 (emotion), or put it beside the route (detour).",
        Rule::GoalMissing => "Say what the experience should be: c g (goal).",
        Rule::OwnerMissing => "Say who answers for it: c o (owner).",
        Rule::ChannelMissing => {
            "Say where it happens: c c (channel); if the customer does not see it: side, OffStage."
        }
        Rule::TitleProcess => "Say what the customer does or meets: i (title).",
        Rule::TitleTwice => "Say in the title what is different: i (title), or delete one: d d.",
        Rule::LowUnexplained => "Say what hurts: a p (a pain), a g (a gap), or a t (an action).",
        Rule::BreakUnanswered => "Say what is done about it: a t (an action).",
        Rule::RiskUnprevented => "Add an action (a t) and open it to mark it: preventive.",
        Rule::AssumedOnly => "Look or ask, then open the card: evidence, or sources.",
        Rule::TruthStale => "Look whether it is still so, then open the card: checked.",
        Rule::HandoverMissing => "Say what happens on the way to the next: c h (handover).",
        Rule::PainUnowned => {
            "Open the pain and name one (owner), or write an action from it (a t) with an owner."
        }
        Rule::FixUnverified => {
            "Look whether it is mended, then add the state Verified or Reopened."
        }
        Rule::ActionUnowned => "Open the action and say who does it: owner.",
        Rule::ActionUndated => "Open the action and say by when: due.",
        Rule::ActionUnmeasured => {
            "Open the action and say how one will see it: measure, or metric."
        }
        Rule::ActionOverdue => "Set its state (c s), or open it and give it another day: due.",
        Rule::ResultMissing => {
            "Open the action and write what was changed, and what was measured: change, after."
        }
        Rule::LinkBroken => {
            "Open it and choose by its words what it is about: answers, contradicts."
        }
    }
}
