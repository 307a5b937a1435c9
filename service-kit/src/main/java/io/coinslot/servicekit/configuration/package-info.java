/** The kit's auto-configuration. */
@NullMarked
package io.coinslot.servicekit.configuration;

import org.jspecify.annotations.NullMarked;
