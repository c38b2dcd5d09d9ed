/// A small Internet in one process: a signed DNS tree with its own root, mail servers, web servers,
/// a registry, each of which can be broken in named ways. It serves the demo, the tests and the
/// benchmarks. Entry point: [org.mailmedic.lab.Lab].
@NullMarked
package org.mailmedic.lab;

import org.jspecify.annotations.NullMarked;
