/** The bodies of webhooks about tokens. */
@NullMarked
package io.coinslot.billing.card.webhook;

import org.jspecify.annotations.NullMarked;
