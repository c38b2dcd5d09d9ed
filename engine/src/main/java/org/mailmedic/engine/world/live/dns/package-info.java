/// The DNS over real sockets: questions to the resolver, validated by ourselves, and questions to
/// name servers directly.
///
/// Entry point: [LiveDns]. One question to one server is a [Exchange]; [Resolving] asks the
/// resolver (retries, coalescing, cache); [ChainOfTrust] finds a zone's keys from the trust anchor,
/// and [Validator] judges answers by them.
@NullMarked
package org.mailmedic.engine.world.live.dns;

import org.jspecify.annotations.NullMarked;
