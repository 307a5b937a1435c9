/** Sessions of devices in MongoDB. */
@NullMarked
package io.coinslot.gateway.device.mongo;

import org.jspecify.annotations.NullMarked;
