/** The calls about refunds. */
@NullMarked
package io.coinslot.billing.refund.rest;

import org.jspecify.annotations.NullMarked;
