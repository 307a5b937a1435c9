/** Sending webhooks (https://www.standardwebhooks.com). */
@NullMarked
package io.coinslot.billing.delivery.webhook;

import org.jspecify.annotations.NullMarked;
