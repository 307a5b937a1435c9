/** What is published of users: nothing. */
@NullMarked
package io.coinslot.billing.limit.kafka;

import org.jspecify.annotations.NullMarked;
