package mend

import (
	"x509strict/engine/lang"
)

var (
	textNothingFleet = lang.Text{
		EN: "No CA here mends another certificate by being re-issued.",
		ZH: "这里没有哪个 CA 重新签发后能让其他证书被接受。"}
	textManyCAs = lang.Text{
		EN: "%d CAs stand above the refused certificates, too many to plan for here. The command does it: x509strict audit -repair.",
		ZH: "被拒绝的证书之上共有 %d 个 CA，数量过多，这里不作规划。请使用命令行：x509strict audit -repair。"}
	textNoFleetKey = lang.Text{
		EN: "No key was given. The plan says which CA needs which.",
		ZH: "没有给出私钥。方案里写明了每个 CA 需要哪个私钥。"}
	textOtherFleetKey = lang.Text{
		EN: "The keys given belong to none of these CAs.",
		ZH: "所给的私钥不属于其中任何一个 CA。"}
	textLost = lang.Text{
		EN: "A client that accepted some of these certificates would refuse them afterwards, so no file is handed out.",
		ZH: "有的客户端原本接受其中一些证书，之后却会拒绝，因此不提供文件。"}
	textShort = lang.Text{
		EN: "%d of the certificates that were to be mended are still refused, so no file is handed out.",
		ZH: "本应修好的证书中有 %d 张仍被拒绝，因此不提供文件。"}
)
