/** What a service's backend asks for its users' devices. */
@NullMarked
package io.coinslot.gateway.device.rest;

import org.jspecify.annotations.NullMarked;
