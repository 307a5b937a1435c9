/** Tokens of registered cards: as the registry tells of them, and how their services are told. */
@NullMarked
package io.coinslot.billing.card;

import org.jspecify.annotations.NullMarked;
