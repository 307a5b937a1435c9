/** Tokens: a card on a device, for as long as it lives. */
@NullMarked
package io.coinslot.cardregistry.token;

import org.jspecify.annotations.NullMarked;
