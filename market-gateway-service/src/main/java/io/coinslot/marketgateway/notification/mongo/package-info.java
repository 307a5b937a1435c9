/** Notifications in MongoDB, as operators look for them. */
@NullMarked
package io.coinslot.marketgateway.notification.mongo;

import org.jspecify.annotations.NullMarked;
