/** Registered clients in MongoDB. */
@NullMarked
package io.coinslot.gateway.client.mongo;

import org.jspecify.annotations.NullMarked;
