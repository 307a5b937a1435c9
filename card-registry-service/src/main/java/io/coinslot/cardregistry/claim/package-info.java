/** Claims: a card is registered once on a payment app instance, whoever comes first. */
@NullMarked
package io.coinslot.cardregistry.claim;

import org.jspecify.annotations.NullMarked;
