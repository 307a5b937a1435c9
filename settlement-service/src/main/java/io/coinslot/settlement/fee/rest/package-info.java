/** Shows and sets fee schedules. */
@NullMarked
package io.coinslot.settlement.fee.rest;

import org.jspecify.annotations.NullMarked;
