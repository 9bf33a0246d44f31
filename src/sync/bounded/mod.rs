//! Reading what a stranger sent: postcard as everywhere, but counted while it is read, before memory is taken. Four
//! megabytes of edits of one byte would otherwise become a gigabyte of values.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use domain::ids::ChangeId;
use domain::limits::MOST_OF_CHANGE;
use postcard::de_flavors::Flavor;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};

/// The most memory that one change may take: 8 MB. Our reasoning: a change of 256 KB in short fields takes half.
const MOST_FOR_CHANGE: usize = 8 * 1024 * 1024;
/// The most memory that all of a body may take: 12 MB. What a device sends at once is no more than the largest change.
const MOST_FOR_ALL: usize = 12 * 1024 * 1024;
/// What stands after the last change of a body, and is counted with it.
const AFTER: usize = 4 * 1024;
/// As the wire types call it.
const CHANGE: &str = "Change";

/// Why bytes were not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// This change is larger than a change may be. Those before and after it were not looked at.
    #[error("a change is too large")]
    ChangeTooLarge(ChangeId),
    /// Takes more memory than any device's request.
    #[error("it takes too much memory")]
    TooLarge,
    /// Not what was asked for.
    #[error("it makes no sense")]
    Nonsense,
}

/// Reads a value and every change in it, within the limits of both. The bytes are those of plain postcard.
///
/// # Errors
/// [`Unread`].
pub fn read<'de, T: Deserialize<'de>>(bytes: &'de [u8]) -> Result<T, Unread> {
    let meter = Rc::new(Meter::default());
    let mut inner = postcard::Deserializer::from_flavor(Source { rest: bytes, meter: Rc::clone(&meter) });
    let value = T::deserialize(Metered { inner: &mut inner, meter: &meter });
    value.map_err(|_| match (meter.over.get(), meter.began.get()) {
        (false, _) => Unread::Nonsense,
        (true, Some(began)) if meter.all.get() <= MOST_FOR_ALL => {
            let id = bytes.get(began..).and_then(|change| postcard::take_from_bytes(change).ok());
            id.map_or(Unread::TooLarge, |(id, _)| Unread::ChangeTooLarge(id))
        }
        (true, _) => Unread::TooLarge,
    })
}

/// Counts.
#[derive(Default)]
struct Meter {
    /// Bytes read.
    at: Cell<usize>,
    /// Memory taken by everything.
    all: Cell<usize>,
    /// Where the change began that is being read.
    began: Cell<Option<usize>>,
    /// Memory taken by it.
    own: Cell<usize>,
    /// Whether a limit was met.
    over: Cell<bool>,
}

impl Meter {
    fn begin_change(&self) {
        self.began.set(Some(self.at.get()));
        self.own.set(0);
    }

    /// So many bytes were read.
    fn read(&self, bytes: usize) -> postcard::Result<()> {
        self.at.set(self.at.get() + bytes);
        match self.began.get() {
            Some(began) if self.at.get() - began > MOST_OF_CHANGE + AFTER => self.fail(),
            _ => Ok(()),
        }
    }

    /// So many bytes of memory are about to be taken.
    fn take<E: Error>(&self, bytes: usize) -> Result<(), E> {
        self.all.set(self.all.get() + bytes);
        self.own.set(self.own.get() + bytes);
        let change = self.began.get().is_some() && self.own.get() > MOST_FOR_CHANGE;
        if change || self.all.get() > MOST_FOR_ALL { self.fail() } else { Ok(()) }
    }

    fn fail<E: Error>(&self) -> Result<(), E> {
        self.over.set(true);
        Err(E::custom("too much"))
    }
}

/// Where postcard gets its bytes from.
struct Source<'de> {
    rest: &'de [u8],
    meter: Rc<Meter>,
}

impl<'de> Flavor<'de> for Source<'de> {
    type Remainder = &'de [u8];
    type Source = &'de [u8];

    fn pop(&mut self) -> postcard::Result<u8> {
        let (first, rest) = self.rest.split_first().ok_or(postcard::Error::DeserializeUnexpectedEnd)?;
        self.rest = rest;
        self.meter.read(1)?;
        Ok(*first)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }

    fn try_take_n(&mut self, count: usize) -> postcard::Result<&'de [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(postcard::Error::DeserializeUnexpectedEnd)?;
        self.rest = rest;
        self.meter.read(count)?;
        Ok(taken)
    }

    fn finalize(self) -> postcard::Result<Self::Remainder> {
        Ok(self.rest)
    }
}

/// A deserializer, visitor, seed or access whose every part is counted.
struct Metered<'a, T> {
    inner: T,
    meter: &'a Meter,
}

/// Passes on what takes no memory of its own.
macro_rules! plain {
    ($($method:ident)*) => { $(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$method(visitor)
        }
    )* };
}

/// Passes on what does, or what has parts.
macro_rules! counted {
    ($($method:ident($($name:ident: $type:ty),*))*) => { $(
        fn $method<V: Visitor<'de>>(self, $($name: $type,)* visitor: V) -> Result<V::Value, D::Error> {
            self.inner.$method($($name,)* Metered { inner: visitor, meter: self.meter })
        }
    )* };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Metered<'_, D> {
    type Error = D::Error;

    fn is_human_readable(&self) -> bool {
        self.inner.is_human_readable()
    }

    plain! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128 deserialize_f32
        deserialize_f64 deserialize_char deserialize_unit deserialize_identifier deserialize_ignored_any
    }

    counted! {
        deserialize_any() deserialize_str() deserialize_string() deserialize_bytes() deserialize_byte_buf()
        deserialize_option() deserialize_map()
        deserialize_unit_struct(name: &'static str)
        deserialize_newtype_struct(name: &'static str)
        deserialize_tuple(len: usize)
        deserialize_tuple_struct(name: &'static str, len: usize)
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.inner.deserialize_seq(List(Metered { inner: visitor, meter: self.meter }))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        if name == CHANGE {
            self.meter.begin_change();
        }
        self.inner.deserialize_struct(name, fields, Metered { inner: visitor, meter: self.meter })
    }
}

/// Passes on values as they come.
macro_rules! values {
    ($($method:ident($type:ty))*) => { $(
        fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.inner.$method(value)
        }
    )* };
}

/// Passes on texts and bytes, which are copied.
macro_rules! copied {
    ($($method:ident($type:ty))*) => { $(
        fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.meter.take(value.len())?;
            self.inner.$method(value)
        }
    )* };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Metered<'_, V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.inner.expecting(formatter)
    }

    values! {
        visit_bool(bool) visit_i8(i8) visit_i16(i16) visit_i32(i32) visit_i64(i64) visit_i128(i128) visit_u8(u8)
        visit_u16(u16) visit_u32(u32) visit_u64(u64) visit_u128(u128) visit_f32(f32) visit_f64(f64) visit_char(char)
    }

    copied! {
        visit_str(&str) visit_borrowed_str(&'de str) visit_string(String)
        visit_bytes(&[u8]) visit_borrowed_bytes(&'de [u8]) visit_byte_buf(Vec<u8>)
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_none()
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.inner.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner.visit_some(Metered { inner, meter: self.meter })
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<V::Value, D::Error> {
        self.inner.visit_newtype_struct(Metered { inner, meter: self.meter })
    }

    /// Of a struct or tuple, whose size was counted where it stands.
    fn visit_seq<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.inner.visit_seq(Parts { inner, meter: self.meter, counted: false })
    }

    fn visit_map<A: MapAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.inner.visit_map(Parts { inner, meter: self.meter, counted: true })
    }

    fn visit_enum<A: EnumAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.inner.visit_enum(Metered { inner, meter: self.meter })
    }
}

/// The visitor of a list: each element takes memory.
struct List<'a, V>(Metered<'a, V>);

impl<'de, V: Visitor<'de>> Visitor<'de> for List<'_, V> {
    type Value = V::Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(formatter)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, inner: A) -> Result<V::Value, A::Error> {
        self.0.inner.visit_seq(Parts { inner, meter: self.0.meter, counted: true })
    }
}

/// The parts of a list, map, struct or tuple.
struct Parts<'a, A> {
    inner: A,
    meter: &'a Meter,
    counted: bool,
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Parts<'_, A> {
    type Error = A::Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, A::Error> {
        if self.counted {
            self.meter.take(size_of::<T::Value>())?;
        }
        let seed = Metered { inner: seed, meter: self.meter };
        self.inner.next_element_seed(seed)
    }

    /// Not what the sender says: room for it would be made at once.
    fn size_hint(&self) -> Option<usize> {
        None
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Parts<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        self.meter.take(size_of::<K::Value>())?;
        let seed = Metered { inner: seed, meter: self.meter };
        self.inner.next_key_seed(seed)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.meter.take(size_of::<T::Value>())?;
        let seed = Metered { inner: seed, meter: self.meter };
        self.inner.next_value_seed(seed)
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Metered<'_, S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, inner: D) -> Result<S::Value, D::Error> {
        self.inner.deserialize(Metered { inner, meter: self.meter })
    }
}

impl<'a, 'de, A: EnumAccess<'de>> EnumAccess<'de> for Metered<'a, A> {
    type Error = A::Error;
    type Variant = Metered<'a, A::Variant>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self::Variant), A::Error> {
        let (value, inner) = self.inner.variant_seed(seed)?;
        Ok((value, Metered { inner, meter: self.meter }))
    }
}

impl<'de, A: VariantAccess<'de>> VariantAccess<'de> for Metered<'_, A> {
    type Error = A::Error;

    fn unit_variant(self) -> Result<(), A::Error> {
        self.inner.unit_variant()
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, A::Error> {
        self.inner.newtype_variant_seed(Metered { inner: seed, meter: self.meter })
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, A::Error> {
        self.inner.tuple_variant(len, Metered { inner: visitor, meter: self.meter })
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.inner.struct_variant(fields, Metered { inner: visitor, meter: self.meter })
    }
}

#[cfg(test)]
mod tests;
