//! Support data: how much customers ask and complain, and how it is joined.

use super::choice::TopKind;
use super::schema::record;
use super::text::Text;
use super::value::{Count, Number, Percent};
use super::when::Month;

record! {
    /// What the support counts at one touchpoint.
    #[derive(Default)]
    Support Block key(_support) { "".into() } {
        /// The counts, month by month.
        months: Vec<Counts> => maybe;
        /// What is asked most.
        top: Vec<Top> => maybe;
    }
}

record! {
    /// The counts of one month.
    Counts Row key(counts) { counts.month.to_string().into() } {
        /// The month.
        month: Month => always;
        /// How many tickets came; none: nobody has counted them yet.
        tickets: Option<Count> => maybe;
        /// How many orders there were.
        orders: Option<Count> => maybe;
        /// The share of customers who were satisfied.
        csat: Option<Percent> => maybe;
        /// Tickets by language.
        languages: Vec<(Text, Count)> => maybe;
        /// Tickets by channel.
        channels: Vec<(Text, Count)> => maybe;
    }
}

impl Counts {
    /// Whether there are more tickets than orders, which mostly is a slip. In a
    /// month without orders they are about those of before.
    pub fn is_doubtful(&self) -> bool {
        let counts = self.tickets.zip(self.orders);
        counts.is_some_and(|(tickets, orders)| orders.get() > 0 && tickets > orders)
    }
}

impl Support {
    /// The months of which the tickets are known.
    pub fn counted(&self) -> impl Iterator<Item = &Counts> {
        self.months.iter().filter(|counts| counts.tickets.is_some())
    }
}

record! {
    /// Something that is asked often.
    Top Row key(top) { format!("{}\u{0}{}", top.kind.word(), top.text).into() } {
        /// What it is.
        kind: TopKind => always;
        /// In the customers' words.
        text: Text => always;
        /// How many tickets ask it.
        tickets: Count => always;
    }
}

record! {
    /// How a file of tickets is read and joined.
    #[derive(Default)]
    Tickets Block key(_tickets) { "".into() } {
        /// Which column says what.
        columns: Columns => maybe;
        /// The best score that the file can hold.
        score_max: Option<Number> => maybe;
        /// A ticket belongs to the first touchpoint whose rule it meets.
        rules: Vec<Rule> => maybe;
    }
}

record! {
    /// The names of a ticket file's columns.
    #[derive(Default)]
    Columns Block key(_columns) { "".into() } {
        /// What the customer wrote.
        text: Text => maybe;
        /// The kind of ticket.
        category: Text => maybe;
        /// When it came.
        date: Text => maybe;
        /// How satisfied the customer was.
        score: Text => maybe;
        /// On which way it came.
        channel: Text => maybe;
        /// In which language.
        language: Text => maybe;
        /// How many tickets the row stands for.
        count: Text => maybe;
    }
}

record! {
    /// Which tickets belong to a touchpoint.
    Rule Row key(rule) { format!("{}\u{0}{}", rule.touchpoint, rule.column).into() } {
        /// The id of the touchpoint.
        touchpoint: Text => always;
        /// The column that is looked at; none: the text.
        column: Text => maybe;
        /// It is one of these.
        equals: Vec<Text> => maybe;
        /// It holds one of these.
        contains: Vec<Text> => maybe;
    }
}
