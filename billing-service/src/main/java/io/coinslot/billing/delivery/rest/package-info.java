/** Deliveries and webhooks as games see them. */
@NullMarked
package io.coinslot.billing.delivery.rest;

import org.jspecify.annotations.NullMarked;
