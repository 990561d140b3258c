//! Times as people say them: `3 Tage`, `90m`, `1,5 h`, `~2 Stunden`, `2天`.

use super::value::OutOfRange;
use super::when::Wait;

impl Wait {
    /// The time that somebody means who says `text`: as it was written where
    /// the file can hold that, else in the form of the file.
    ///
    /// # Errors
    /// For what is no time, as [`Wait::parse`] says it.
    pub fn said(text: &str) -> Result<Self, OutOfRange> {
        Self::parse(text).or_else(|why| {
            let plain = plain(text).ok_or_else(|| OutOfRange(why.0.clone()))?;
            Self::parse(&plain).map_err(|_| why)
        })
    }
}

/// What says that a time is about so long, which the file has no word for.
const ABOUT: [&str; 14] = [
    "~",
    "≈",
    "ca.",
    "ca ",
    "circa ",
    "about ",
    "approx.",
    "etwa ",
    "environ ",
    "unos ",
    "около ",
    "примерно ",
    "大约",
    "约",
];

/// The units of the file, and how people call them: English, German, Spanish,
/// French, Russian, Chinese.
const UNITS: [(&str, &[&str]); 5] = [
    (
        "sec",
        &[
            "s",
            "sec",
            "secs",
            "second",
            "seconds",
            "sek",
            "sekunde",
            "sekunden",
            "seg",
            "segundo",
            "segundos",
            "seconde",
            "secondes",
            "сек",
            "секунда",
            "секунды",
            "секунд",
            "秒",
            "秒钟",
        ],
    ),
    (
        "min",
        &[
            "m",
            "min",
            "mins",
            "minute",
            "minutes",
            "minuten",
            "minuto",
            "minutos",
            "мин",
            "минута",
            "минуты",
            "минуту",
            "минут",
            "分",
            "分钟",
        ],
    ),
    (
        "h",
        &[
            "h",
            "hr",
            "hrs",
            "hour",
            "hours",
            "std",
            "stunde",
            "stunden",
            "hora",
            "horas",
            "heure",
            "heures",
            "ч",
            "час",
            "часа",
            "часов",
            "小时",
            "个小时",
        ],
    ),
    (
        "d",
        &[
            "d", "day", "days", "t", "tag", "tage", "tagen", "día", "dia", "días", "dias", "j",
            "jour", "jours", "день", "дня", "дней", "天",
        ],
    ),
    (
        "w",
        &[
            "w",
            "wk",
            "wks",
            "week",
            "weeks",
            "wo",
            "woche",
            "wochen",
            "sem",
            "semana",
            "semanas",
            "semaine",
            "semaines",
            "неделя",
            "недели",
            "неделю",
            "недель",
            "周",
            "星期",
            "个星期",
        ],
    ),
];

/// A sum of numbers and units in the form of the file; none where it is
/// something else.
fn plain(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let about = ABOUT.iter().find_map(|about| text.strip_prefix(about));
    let mut rest = about.unwrap_or(&text).trim_start();
    let mut sum: Vec<String> = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
        let number = rest[..end].replace(',', ".");
        rest = rest[end..].trim_start();
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (unit, _) = UNITS.iter().find(|(_, names)| names.contains(&&rest[..end]))?;
        rest = rest[end..].trim_start_matches('.').trim_start();
        sum.push(format!("{number}{unit}"));
    }
    (!sum.is_empty()).then(|| sum.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_understood_in_six_languages() {
        for (said, written) in [
            ("3 days", "3 days"),
            ("3 Tage", "3d"),
            ("90m", "90min"),
            ("1,5 h", "1.5h"),
            ("30 Minuten", "30min"),
            ("ca 2h", "2h"),
            ("ca. 2 Std.", "2h"),
            ("~2h", "2h"),
            ("2 Stunden", "2h"),
            ("1 Woche", "1w"),
            ("1 Tag 4 Stunden", "1d 4h"),
            ("2 días", "2d"),
            ("3 semaines", "3w"),
            ("около 2 часов", "2h"),
            ("5 минут", "5min"),
            ("2天", "2d"),
            ("约3 小时", "3h"),
        ] {
            assert_eq!(Wait::said(said).unwrap().as_str(), written, "{said}");
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["soon", "2-3d", "3", "Tage", "1,2,3 h", "~", "", "3 Tage bald"] {
            assert!(Wait::said(text).is_err(), "{text}");
        }
    }
}
