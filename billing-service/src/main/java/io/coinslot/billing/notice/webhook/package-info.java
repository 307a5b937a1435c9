/** The bodies of notices. */
@NullMarked
package io.coinslot.billing.notice.webhook;

import org.jspecify.annotations.NullMarked;
