package io.coinslot.simulators.issuer;

import java.util.Locale;

/** The two interfaces of the company. A token is told of in the one that it was made through. */
enum Shape {
    /** The card networks' digitization interface. */
    MDES,
    /** A plainer one. */
    PLAIN;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
