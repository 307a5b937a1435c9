/** Keeps what waits to be booked in MongoDB. */
@NullMarked
package io.coinslot.settlement.journal.mongo;

import org.jspecify.annotations.NullMarked;
