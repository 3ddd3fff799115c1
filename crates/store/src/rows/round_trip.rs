//! Whatever the model can hold comes back from JSON as it was.

use dateline_model::{
    Actor, ActorId, Anchor, Candidate, Casualty, Cited, Claim, ClaimId, ClaimRef, Correction, CountRange,
    Decision, DecisionId, Equipment, EventPlace, EventTime, EventType, Field, Figure, Grade, Grain, Harm,
    Incident, IncidentId, IncidentRef, Link, Loss, Materiel, Means, Modality, Place, PlaceId, PlaceKind,
    Policy, Position, Relation, ReportId, Review, Role, Root, Sides, SourceCount, SourceId, Span, Speaker,
    SpeakerKind, Stance, Supported, TimeRange, TimeStatus, Toll, Verdict, Victims,
};
use jiff::Timestamp;
use jiff::civil::DateTime;
use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

use super::{from_json, to_json};

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_claim_comes_back_as_it_was(seed in any::<u64>()) {
        let claim = Claim::draw(&mut Dice(seed));
        prop_assert_eq!(from_json::<Claim>(&to_json(&claim).unwrap()).unwrap(), claim);
    }

    #[test]
    fn an_incident_comes_back_as_it_was(seed in any::<u64>()) {
        let incident = Incident::draw(&mut Dice(seed));
        prop_assert_eq!(from_json::<Incident>(&to_json(&incident).unwrap()).unwrap(), incident);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_decision_comes_back_as_it_was(seed in any::<u64>()) {
        let decision = Decision::draw(&mut Dice(seed));
        prop_assert_eq!(from_json::<Decision>(&to_json(&decision).unwrap()).unwrap(), decision);
    }
}

#[test]
fn an_unknown_name_is_told() {
    let json = to_json(&Claim::draw(&mut Dice(1))).unwrap();
    let name = format!("\"modality\":{{\"value\":\"{}\"", Claim::draw(&mut Dice(1)).modality.value);
    let wrong = json.replace(&name, "\"modality\":{\"value\":\"guessed\"");
    assert_eq!(from_json::<Claim>(&wrong).unwrap_err().to_string(), "'guessed' is no Modality");
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

trait Draw: Sized {
    fn draw(dice: &mut Dice) -> Self;
}

macro_rules! draw {
    ($($type:ty: $dice:ident => $value:expr;)+) => {$(
        impl Draw for $type {
            fn draw($dice: &mut Dice) -> Self {
                $value
            }
        }
    )+};
}

macro_rules! draw_names {
    ($($type:ty),+) => { draw!($($type: dice => <$type>::ALL[dice.roll(<$type>::ALL.len())];)+); };
}

macro_rules! draw_keys {
    ($($type:ty),+) => { draw!($($type: dice => <$type>::new(String::draw(dice));)+); };
}

macro_rules! draw_structs {
    ($($type:ident { $($field:ident)+ })+) => {
        draw!($($type: dice => $type { $($field: Draw::draw(dice),)+ };)+);
    };
}

draw!(
    bool: dice => dice.roll(2) == 0;
    u8: dice => u8::try_from(dice.roll(8)).unwrap();
    u16: dice => u16::try_from(dice.roll(70_000).min(65_535)).unwrap();
    u32: dice => u32::try_from(dice.roll(1 << 31)).unwrap();
    i16: dice => i16::try_from(dice.roll(1_700)).unwrap() - 850;
    f32: dice => 1.0 / f32::from(u16::draw(dice)).max(1.0);
    f64: dice => f64::from(u32::draw(dice)) / 11_930_464.7 - 90.0;
    String: dice => ["", "Tell Zahra", "تل زهرة", "\"a\\b\"\n", "Ліс 🏚"][dice.roll(5)].to_owned();
    Span: dice => Span::between(dice.roll(90), 90 + dice.roll(1 << 30));
    CountRange: dice => CountRange::new(u32::draw(dice), Option::draw(dice));
    DateTime: dice => DateTime::constant(
        i16::try_from(1900 + dice.roll(300)).unwrap(),
        i8::try_from(1 + dice.roll(12)).unwrap(),
        i8::try_from(1 + dice.roll(28)).unwrap(),
        i8::try_from(dice.roll(24)).unwrap(),
        i8::try_from(dice.roll(60)).unwrap(),
        i8::try_from(dice.roll(60)).unwrap(),
        0,
    );
    TimeRange: dice => {
        let (a, b) = (DateTime::draw(dice), DateTime::constant(2_300, 1, 1, 0, 0, 0, 0));
        TimeRange::new(a, b, Grain::draw(dice)).unwrap()
    };
    ReportId: dice => ReportId(std::array::from_fn(|_| u8::draw(dice).wrapping_mul(37)));
);

draw_names!(
    Anchor,
    Grade,
    Grain,
    Harm,
    Loss,
    Modality,
    PlaceKind,
    Policy,
    Relation,
    Review,
    Role,
    SpeakerKind,
    Stance,
    TimeStatus,
    Victims
);

draw_keys!(ActorId, DecisionId, Equipment, EventType, IncidentId, Means, PlaceId, SourceId);

impl<T: Draw> Draw for Option<T> {
    fn draw(dice: &mut Dice) -> Self {
        (dice.roll(3) > 0).then(|| T::draw(dice))
    }
}

impl<T: Draw> Draw for Vec<T> {
    fn draw(dice: &mut Dice) -> Self {
        (0..dice.roll(3)).map(|_| T::draw(dice)).collect()
    }
}

impl<A: Draw, B: Draw> Draw for (A, B) {
    fn draw(dice: &mut Dice) -> Self {
        (A::draw(dice), B::draw(dice))
    }
}

impl<T: Draw> Draw for Cited<T> {
    fn draw(dice: &mut Dice) -> Self {
        Self { value: T::draw(dice), spans: Draw::draw(dice) }
    }
}

impl<T: Draw> Draw for Supported<T> {
    fn draw(dice: &mut Dice) -> Self {
        Self { value: T::draw(dice), claims: Draw::draw(dice), roots: Draw::draw(dice) }
    }
}

impl<T: Draw> Draw for Field<T> {
    fn draw(dice: &mut Dice) -> Self {
        Self { headline: Draw::draw(dice), policy: Draw::draw(dice), values: Draw::draw(dice) }
    }
}

draw!(
    Timestamp: dice => Timestamp::new(i64::try_from(dice.roll(1 << 31)).unwrap(), 123_456_000).unwrap();
    Correction: dice => match dice.roll(6) {
        0 => Self::EventType(Draw::draw(dice)),
        1 => Self::Means(Draw::draw(dice)),
        2 => Self::Time(Draw::draw(dice)),
        3 => Self::Place(<Option<EventPlace>>::draw(dice).map(Box::new)),
        4 => Self::Toll { harm: Draw::draw(dice), victims: Draw::draw(dice), count: Draw::draw(dice) },
        _ => Self::Sides(Draw::draw(dice), Draw::draw(dice)),
    };
    Verdict: dice => match dice.roll(8) {
        0 => Self::Accept(Draw::draw(dice)),
        1 => Self::Reject(Draw::draw(dice)),
        2 => Self::Correct(Draw::draw(dice), Draw::draw(dice)),
        3 => Self::Merge(Draw::draw(dice)),
        4 => Self::Split { stay: Draw::draw(dice), leave: Draw::draw(dice) },
        5 => Self::KeepApart(Draw::draw(dice), Draw::draw(dice)),
        6 => Self::Note(Draw::draw(dice)),
        _ => Self::Undo(Draw::draw(dice)),
    };
);

draw_structs! {
    ClaimRef { claim sentence words event_type }
    IncidentRef { incident claims }
    Decision { id at author reason verdict }
    ClaimId { report ordinal }
    Actor { role id name spans }
    Place { id name kind lat lon radius_m country admin1 admin2 population }
    Candidate { place score }
    EventPlace { place name relation lat lon radius_m where_prec confidence others spans }
    EventTime { range anchor status value offset_minutes spans }
    Casualty { harm victims side count is_subset is_cumulative spans }
    Materiel { loss class name count owner spans }
    Speaker { kind name side source words cue }
    Claim {
        id event_type means actors place time casualties materiel attribution stance modality confidence sentence
        repeats
        continues
        denies
    }
    Sides { role id name }
    SourceCount { reports outlets roots }
    Position { party name stance claims }
    Toll { harm victims count course }
    Figure { count claim }
    Link { claim score parts }
    Root { name claims reason }
    Incident {
        id event_type means time place actors tolls materiel links denials roots sources positions grade grade_reason
        review decisions
    }
}
