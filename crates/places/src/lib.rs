//! Where: the gazetteer, toponyms in text and the places they stand for.
