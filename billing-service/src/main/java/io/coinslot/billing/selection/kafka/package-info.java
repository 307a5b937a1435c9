/** What the market gateway tells of markets. */
@NullMarked
package io.coinslot.billing.selection.kafka;

import org.jspecify.annotations.NullMarked;
