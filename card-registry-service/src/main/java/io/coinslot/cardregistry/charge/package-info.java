/** Paying with a token: what is needed for one payment, from the financial company to whoever charges. */
@NullMarked
package io.coinslot.cardregistry.charge;

import org.jspecify.annotations.NullMarked;
