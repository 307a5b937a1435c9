/** What may be a card's number is told from other text, so that it is not taken over. */
@NullMarked
package io.coinslot.cardregistry.number;

import org.jspecify.annotations.NullMarked;
