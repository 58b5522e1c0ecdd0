// Package advise says what to do with nothing but an error message.
//
// In: a [message.Message]. Out: an [Advice]: what the message means, who refused whom and why, what strict mode has to
// do with it, the commands that fetch what is missing with the host of the message filled in, where that program is
// told its CA file, and which change of code helps it now. Meanings and programs are two tables; nothing is said twice.
package advise
