/** Registered clients, their secrets, keys and limits. */
@NullMarked
package io.coinslot.gateway.client;

import org.jspecify.annotations.NullMarked;
