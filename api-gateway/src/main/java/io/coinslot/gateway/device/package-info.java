/** Sessions of users' devices: the tokens that a service's backend obtains for them, bound to their keys. */
@NullMarked
package io.coinslot.gateway.device;

import org.jspecify.annotations.NullMarked;
