/** What the markets charge: dated schedules per service, and those built in. */
@NullMarked
package io.coinslot.settlement.fee;

import org.jspecify.annotations.NullMarked;
