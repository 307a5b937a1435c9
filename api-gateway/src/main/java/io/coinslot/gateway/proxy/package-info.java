/** Passing admitted requests on to the services. */
@NullMarked
package io.coinslot.gateway.proxy;

import org.jspecify.annotations.NullMarked;
