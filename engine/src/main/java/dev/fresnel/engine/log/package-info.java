/**
 * What containers write, as people read it: lines made safe and understood ({@link dev.fresnel.engine.log.Reading}), kept in
 * the order of their time within bounds ({@link dev.fresnel.engine.log.LogBook}), filtered and looked through. Where lines come
 * from is not known here.
 */
@NullMarked
package dev.fresnel.engine.log;

import org.jspecify.annotations.NullMarked;
