/** Events in that are booked, and entries out. */
@NullMarked
package io.coinslot.settlement.journal.kafka;

import org.jspecify.annotations.NullMarked;
