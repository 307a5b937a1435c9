/** Statements in. */
@NullMarked
package io.coinslot.billing.notice.kafka;

import org.jspecify.annotations.NullMarked;
