/** Tells of statements on their topic. */
@NullMarked
package io.coinslot.settlement.statement.kafka;

import org.jspecify.annotations.NullMarked;
