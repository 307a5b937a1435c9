/** The device or service that makes a request about cards. */
@NullMarked
package io.coinslot.cardregistry.device.rest;

import org.jspecify.annotations.NullMarked;
