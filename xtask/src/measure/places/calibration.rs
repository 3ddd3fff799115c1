//! Whether a told chance is kept: of names given 70 %, about 70 % should be right.

use super::count;

/// Prints a table of ten classes and the expected calibration error (mean gap between told and found, by size of class).
pub(super) fn print(what: &str, told: &[(f32, bool)]) {
    println!("calibration of {what}: class, n, told, found");
    let mut error = 0.0;
    for class in 0..10_u8 {
        let (low, high) = (f32::from(class) / 10.0, f32::from(class + 1) / 10.0);
        let within = |chance: f32| chance >= low && (chance < high || class == 9);
        let members: Vec<&(f32, bool)> = told.iter().filter(|it| within(it.0)).collect();
        if members.is_empty() {
            continue;
        }
        let n = count(members.len());
        let mean = members.iter().map(|it| f64::from(it.0)).sum::<f64>() / n;
        let found = count(members.iter().filter(|it| it.1).count()) / n;
        error += (mean - found).abs() * n / count(told.len());
        println!("  {low:.1}-{high:.1} {:6} {mean:.3} {found:.3}", members.len());
    }
    println!("  expected calibration error {error:.3}");
}
