/** What operators see of payments, and do about them. */
@NullMarked
package io.coinslot.marketgateway.payment.rest;

import org.jspecify.annotations.NullMarked;
