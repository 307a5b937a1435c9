/** Signed HTTP messages (RFC 9421) between payment servers and with the financial company. */
@NullMarked
package io.coinslot.simulators.signing;

import org.jspecify.annotations.NullMarked;
