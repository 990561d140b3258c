//! Keys in, screen out: a fixture, keys, and a picture as text and style
//! letters.
#![expect(clippy::unwrap_used, clippy::panic, reason = "fixtures are right, or the test fails")]

#[path = "shared/maps.rs"]
mod maps;
#[path = "shared/screen.rs"]
mod screen;
#[path = "shared/svg.rs"]
mod svg;

#[path = "keys/across.rs"]
mod across;
#[path = "keys/acting.rs"]
mod acting;
#[path = "keys/ahead.rs"]
mod ahead;
#[path = "keys/apart.rs"]
mod apart;
#[path = "keys/blueprint.rs"]
mod blueprint;
#[path = "keys/brief.rs"]
mod brief;
#[path = "keys/completing.rs"]
mod completing;
#[path = "keys/copying.rs"]
mod copying;
#[path = "keys/counted.rs"]
mod counted;
#[path = "keys/curve.rs"]
mod curve;
#[path = "keys/dragging.rs"]
mod dragging;
#[path = "keys/drawn.rs"]
mod drawn;
#[path = "keys/edits.rs"]
mod edits;
#[path = "keys/filling.rs"]
mod filling;
#[path = "keys/filtering.rs"]
mod filtering;
#[path = "keys/finding.rs"]
mod finding;
#[path = "keys/fixing.rs"]
mod fixing;
#[path = "keys/lines.rs"]
mod lines;
#[path = "keys/linking.rs"]
mod linking;
#[path = "keys/listing.rs"]
mod listing;
#[path = "keys/looking_back.rs"]
mod looking_back;
#[path = "keys/looks.rs"]
mod looks;
#[path = "keys/maps.rs"]
mod map_list;
#[path = "keys/measuring.rs"]
mod measuring;
#[path = "keys/mouse.rs"]
mod mouse;
#[path = "keys/newcomers.rs"]
mod newcomers;
#[path = "keys/on_pages.rs"]
mod on_pages;
#[path = "keys/outside.rs"]
mod outside;
#[path = "keys/pages.rs"]
mod pages;
#[path = "keys/pasting.rs"]
mod pasting;
#[path = "keys/pictures.rs"]
mod pictures;
#[path = "keys/reviewing.rs"]
mod reviewing;
#[path = "keys/rows.rs"]
mod rows;
#[path = "keys/saving.rs"]
mod saving;
#[path = "keys/tables.rs"]
mod tables;
#[path = "keys/together.rs"]
mod together;
#[path = "keys/typing.rs"]
mod typing;
#[path = "keys/walking.rs"]
mod walking;
