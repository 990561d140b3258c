//! The one place where the fields of a record are declared.

/// Declares a record: its struct, its schema, and (after `set by`) the type
/// of a change to one of its fields.
///
/// Each field is `name / Variant: Type => rule;` (the variant only where
/// there is a `set by`). The rules: `always` is
/// written even without a value and must be there when read; `default` is
/// always written but may be missing when read; `maybe` is written when it
/// has a value; `id` is `default` and cannot be set; `items` is a `maybe`
/// list of things that have an id of their own.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $Name:ident $layout:ident key($this:ident) { $key:expr } $(set by $Field:ident)?
        { $($body:tt)* }
    ) => {
        record! {
            @read { [$(#[$meta])*] $Name $layout $this $key } [$($Field)?] [] [] [] $($body)*
        }
    };
    (@read $head:tt $Field:tt [$($s:tt)*] [$($f:tt)*] [$($v:tt)*]
        $(#[$meta:meta])* $name:ident $(/ $Variant:ident)?: $type:ty => always; $($rest:tt)*) => {
        record! { @read $head $Field
            [$($s)* $(#[$meta])*
                #[serde(deserialize_with = "crate::model::record::always")] pub $name: $type,]
            [$($f)* ($name, $type, true, false)]
            [$($v)* ($(#[$meta])* $name [$($Variant)?] $type)]
            $($rest)* }
    };
    (@read $head:tt $Field:tt [$($s:tt)*] [$($f:tt)*] [$($v:tt)*]
        $(#[$meta:meta])* $name:ident $(/ $Variant:ident)?: $type:ty => default; $($rest:tt)*) => {
        record! { @read $head $Field
            [$($s)* $(#[$meta])* #[serde(default)] pub $name: $type,]
            [$($f)* ($name, $type, true, false)]
            [$($v)* ($(#[$meta])* $name [$($Variant)?] $type)]
            $($rest)* }
    };
    (@read $head:tt $Field:tt [$($s:tt)*] [$($f:tt)*] [$($v:tt)*]
        $(#[$meta:meta])* $name:ident: $type:ty => id; $($rest:tt)*) => {
        record! { @read $head $Field
            [$($s)* $(#[$meta])* #[serde(default)] pub $name: $type,]
            [$($f)* ($name, $type, true, false)]
            [$($v)*]
            $($rest)* }
    };
    (@read $head:tt $Field:tt [$($s:tt)*] [$($f:tt)*] [$($v:tt)*]
        $(#[$meta:meta])* $name:ident $(/ $Variant:ident)?: $type:ty => maybe; $($rest:tt)*) => {
        record! { @read $head $Field
            [$($s)* $(#[$meta])*
                #[serde(
                    default,
                    deserialize_with = "crate::model::record::maybe",
                    skip_serializing_if = "crate::model::record::unset"
                )] pub $name: $type,]
            [$($f)* ($name, $type, false, false)]
            [$($v)* ($(#[$meta])* $name [$($Variant)?] $type)]
            $($rest)* }
    };
    (@read $head:tt $Field:tt [$($s:tt)*] [$($f:tt)*] [$($v:tt)*]
        $(#[$meta:meta])* $name:ident: $type:ty => items; $($rest:tt)*) => {
        record! { @read $head $Field
            [$($s)* $(#[$meta])*
                #[serde(
                    default,
                    deserialize_with = "crate::model::record::maybe",
                    skip_serializing_if = "crate::model::record::unset"
                )] pub $name: $type,]
            [$($f)* ($name, $type, false, true)]
            [$($v)*]
            $($rest)* }
    };
    (@read { [$($meta:tt)*] $Name:ident $layout:ident $this:ident $key:expr }
        $Field:tt [$($s:tt)*] [$(($name:ident, $type:ty, $always:literal, $items:tt))*] $v:tt) => {
        $($meta)*
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub struct $Name {
            $($s)*
            /// The comments that stand at this record in the file. No RON
            /// file can write a field of this name; journals can.
            #[serde(rename = "//", default, skip_serializing_if = "Option::is_none")]
            pub comments: Option<Box<$crate::model::Comments>>,
        }

        impl $crate::model::record::Node for $Name {
            fn shape(&self) -> $crate::model::record::Shape {
                use $crate::model::record::Record;
                $crate::model::record::Shape::Record(Self::LAYOUT, Self::FIELDS)
            }
            fn comments_mut(&mut self) -> Option<&mut Option<Box<$crate::model::Comments>>> {
                Some(&mut self.comments)
            }
            fn name_in_list(&self) -> Option<std::borrow::Cow<'_, str>> {
                Some($crate::model::record::Record::key(self))
            }
            fn child(&mut self, field: &str) -> Option<&mut dyn $crate::model::record::Node> {
                $(if field == stringify!($name) { return Some(&mut self.$name); })*
                None
            }
        }

        impl $crate::model::record::Record for $Name {
            const NAME: &'static str = stringify!($Name);
            const LAYOUT: $crate::model::record::Layout = $crate::model::record::Layout::$layout;
            const FIELDS: &'static [$crate::model::record::FieldDef] =
                &[$($crate::model::record::FieldDef { name: stringify!($name), always: $always }),*];

            fn fields<V: $crate::model::record::Visit>(&self, visitor: &mut V) {
                $(visitor.field(&$crate::model::record::FieldDef { name: stringify!($name), always: $always }, &self.$name);)*
            }

            fn pairs<V: $crate::model::record::VisitPairs>(&self, other: &Self, visitor: &mut V) {
                $(visitor.pair(&$crate::model::record::FieldDef { name: stringify!($name), always: $always }, &self.$name, &other.$name, $items);)*
            }

            fn combine<C: $crate::model::record::Combine>(base: Option<&Self>, ours: &Self, theirs: &Self, by: &mut C) -> Self {
                $(let $name = record!(@combine $items, $type, &$crate::model::record::FieldDef { name: stringify!($name), always: $always },
                    base.map(|base| &base.$name), &ours.$name, &theirs.$name, by);)*
                let comments =
                    by.comments(base.and_then(|base| base.comments.as_deref()), ours.comments.as_deref(), theirs.comments.as_deref());
                Self { $($name,)* comments }
            }

            fn key(&self) -> std::borrow::Cow<'_, str> {
                let $this = self;
                $key
            }

            fn comments(&self) -> Option<&$crate::model::Comments> {
                self.comments.as_deref()
            }
        }

        impl $crate::model::record::Value for $Name {
            fn fresh(now: $crate::model::Fresh) -> Self {
                Self { $($name: <$type as $crate::model::record::Value>::fresh(now),)* comments: None }
            }
            fn is_unset(&self) -> bool {
                $(self.$name.is_unset() &&)* self.comments.is_none()
            }
            fn visit<V: $crate::model::record::Visit>(&self, visitor: &mut V) {
                visitor.record(self);
            }
            fn combine3<C: $crate::model::record::Combine>(
                field: &'static $crate::model::record::FieldDef,
                base: Option<&Self>, ours: &Self, theirs: &Self, by: &mut C,
            ) -> Self {
                by.record(field, base, ours, theirs)
            }
        }

        impl $crate::model::record::Element for $Name {
            const LIST: $crate::model::record::Shape = $crate::model::record::Shape::Records;
            const LIST_ENTRY: $crate::model::Entry = $crate::model::Entry::Rows;
            fn read_list(_: &str) -> Result<Vec<Self>, $crate::model::OutOfRange> {
                Err($crate::model::OutOfRange("this has parts: enter those".into()))
            }
            fn fresh_element(now: $crate::model::Fresh) -> Self {
                <Self as $crate::model::record::Value>::fresh(now)
            }
            fn visit_list<V: $crate::model::record::Visit>(list: &[Self], visitor: &mut V) {
                visitor.records::<Self, Self>(list);
            }
            fn combine_lists<C: $crate::model::record::Combine>(
                field: &'static $crate::model::record::FieldDef,
                base: &[Self], ours: &[Self], theirs: &[Self], by: &mut C,
            ) -> Vec<Self> {
                by.rows::<Self, Self>(field, base, ours, theirs)
            }
        }

        record! { @settable $Name $Field $v }
    };
    (@combine true, $type:ty, $def:expr, $base:expr, $ours:expr, $theirs:expr, $by:expr) => {
        <$type>::new()
    };
    (@combine false, $type:ty, $def:expr, $base:expr, $ours:expr, $theirs:expr, $by:expr) => {
        <$type as $crate::model::record::Value>::combine3($def, $base, $ours, $theirs, $by)
    };
    (@settable $Name:ident [] $v:tt) => {};
    (@settable $Name:ident [$Field:ident] [$(($(#[$meta:meta])* $name:ident [$Variant:ident] $type:ty))*]) => {
        #[doc = concat!("A new value for one field of a [`", stringify!($Name), "`].")]
        #[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub enum $Field {
            $($(#[$meta])* $Variant($type),)*
            /// The comments that stand at it.
            Comments(Option<Box<$crate::model::Comments>>),
        }

        impl $Field {
            /// The name of the field in the file; `//` for the comments.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$Variant(_) => stringify!($name),)*
                    Self::Comments(_) => "//",
                }
            }
        }

        impl $Name {
            /// Puts a new value into one field.
            pub fn set(&mut self, field: $Field) {
                match field {
                    $($Field::$Variant(value) => self.$name = value,)*
                    $Field::Comments(value) => self.comments = value,
                }
            }

            /// What `set` must be given so that `self` becomes `other`;
            /// lists of things with an id are left aside.
            pub fn changes_to(&self, other: &Self) -> Vec<$Field> {
                let mut changes = Vec::new();
                $(if self.$name != other.$name {
                    changes.push($Field::$Variant(other.$name.clone()));
                })*
                if self.comments != other.comments {
                    changes.push($Field::Comments(other.comments.clone()));
                }
                changes
            }
        }
    };
}
pub(super) use record;
