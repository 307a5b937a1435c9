/** Receipts that clients bring. */
@NullMarked
package io.coinslot.billing.payment.rest;

import org.jspecify.annotations.NullMarked;
