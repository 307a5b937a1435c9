/** Where markets send their notifications. */
@NullMarked
package io.coinslot.marketgateway.notification.rest;

import org.jspecify.annotations.NullMarked;
