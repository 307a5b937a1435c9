/** What the registry tells of tokens, in. */
@NullMarked
package io.coinslot.billing.card.kafka;

import org.jspecify.annotations.NullMarked;
