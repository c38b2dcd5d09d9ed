/// Fuzz targets: each has one static method `fuzzerTestOneInput(byte[])` that throws where
/// something does not hold. `tools/fuzz` feeds them to Jazzer; [FuzzCorpusTest] runs what it found
/// (`src/test/fuzz/<target>/`) with every other test.
package org.mailmedic.protocol.fuzz;
