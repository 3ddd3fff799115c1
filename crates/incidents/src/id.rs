//! Identities of incidents.

use dateline_model::{ClaimId, IncidentId};

/// Crockford's base 32: digits and letters without i, l, o, u (<https://www.crockford.com/base32.html>).
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Characters of an id: 50 bits.
const LENGTH: usize = 10;

/// The id of the incident that `founding` founds.
pub(crate) fn incident_id(founding: ClaimId) -> IncidentId {
    let mut bytes = founding.report.0.to_vec();
    bytes.extend(founding.ordinal.to_le_bytes());
    let hash = blake3::hash(&bytes);
    let bits = hash.as_bytes().iter().take(8).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
    let digit = |nth: usize| char::from(DIGITS[(bits >> (5 * nth) & 31) as usize]);
    IncidentId::new((0..LENGTH).map(digit).collect::<String>())
}

#[cfg(test)]
mod tests {
    use dateline_model::ReportId;

    use super::*;

    #[test]
    fn an_id_is_ten_characters_and_changes_with_the_claim() {
        let claim = ClaimId { report: ReportId([3; 16]), ordinal: 0 };
        let id = incident_id(claim);
        assert_eq!(id.as_str().len(), LENGTH);
        assert!(id.as_str().bytes().all(|byte| DIGITS.contains(&byte)));
        assert_eq!(id, incident_id(claim));
        assert_ne!(id, incident_id(ClaimId { ordinal: 1, ..claim }));
    }
}
