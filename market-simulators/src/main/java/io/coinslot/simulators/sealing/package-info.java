/** Credentials that are sealed to the financial company's key, so that whoever hands them on cannot read them. */
@NullMarked
package io.coinslot.simulators.sealing;

import org.jspecify.annotations.NullMarked;
