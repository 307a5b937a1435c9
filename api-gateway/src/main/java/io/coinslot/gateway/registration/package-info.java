/** Calls the gateway answers itself: registering services and their clients' secrets, keys and limits. */
@NullMarked
package io.coinslot.gateway.registration;

import org.jspecify.annotations.NullMarked;
