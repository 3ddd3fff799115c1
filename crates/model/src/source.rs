//! Who publishes and who speaks.

use crate::claim::ActorId;
use crate::names::{keys, names};
use crate::span::Span;

keys! {
    /// Key of a [`Source`]: a slug such as `reuters` or a host name such as `example.org`.
    pub struct SourceId;
}

names! {
    /// What kind of publisher or speaker.
    pub enum SpeakerKind {
        /// An armed party that speaks of its own acts: an armed group, a coalition.
        Belligerent = "belligerent",
        /// A government, president or ministry that is not the military.
        Government = "government",
        /// An army, a ministry of defence, a named or unnamed military source.
        Military = "military",
        /// Police, interior forces, prosecutors, intelligence services.
        Police = "police",
        /// A ministry of health, hospital, medic, ambulance or civil-defence service.
        HealthAuthority = "health_authority",
        /// An organisation that counts: an observatory, a casualty recorder.
        Monitor = "monitor",
        /// A body of the United Nations.
        Un = "un",
        /// A non-governmental organisation that is not a monitor.
        Ngo = "ngo",
        /// A news agency that others republish.
        WireAgency = "wire_agency",
        /// Media owned by a state.
        StateMedia = "state_media",
        /// Media of an armed group.
        ArmedGroupMedia = "armed_group_media",
        /// Media of the place or country itself.
        LocalMedia = "local_media",
        /// Media with correspondents in many countries.
        InternationalMedia = "international_media",
        /// Someone who saw it.
        Witness = "witness",
        /// Someone who lives there, an activist, a local elder.
        Resident = "resident",
        /// An analyst or expert.
        Analyst = "analyst",
        /// A document, video, photograph or post.
        Document = "document",
        /// A speaker without name or office ("sources", "reports").
        Unnamed = "unnamed",
        /// A publisher that the tables do not know.
        Unknown = "unknown",
    }
}

names! {
    /// Reliability of a source as its reader judges it (the "Admiralty" letters).
    pub enum Reliability {
        /// Completely reliable.
        A = "A",
        /// Usually reliable.
        B = "B",
        /// Fairly reliable.
        C = "C",
        /// Not usually reliable.
        D = "D",
        /// Unreliable.
        E = "E",
        /// Cannot be judged: what every source is until the user says otherwise.
        F = "F",
    }
}

/// Who publishes: an outlet, agency, ministry, monitor or armed group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its key.
    pub id: SourceId,
    /// The name to show.
    pub name: String,
    /// Other names, tags and host names.
    pub aliases: Vec<String>,
    /// What kind.
    pub kind: SpeakerKind,
    /// Two-letter country code (ISO 3166-1), upper case, if it has one country.
    pub country: Option<String>,
    /// The party of the conflict it belongs to, if any.
    pub side: Option<ActorId>,
    /// [`Reliability::F`] unless the user set it.
    pub reliability: Reliability,
}

/// One link of an attribution chain: who said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// What kind of speaker.
    pub kind: SpeakerKind,
    /// The table's name for a known one, else the report's words ("a senior military source").
    pub name: String,
    /// The party it speaks for or is, if known.
    pub side: Option<ActorId>,
    /// The publisher it is, if the outlet table knows it.
    pub source: Option<SourceId>,
    /// The words that name it; `None` for the outlet itself, which the text need not name.
    pub words: Option<Span>,
    /// The words that attribute ("said", "according to"); `None` where there are none.
    pub cue: Option<Span>,
}
