// One connection: assembles the parts of a request, and sends the reply as it demands. Knows
// nothing about the meaning of requests.

import NIOCore
import NIOHTTP1

/// One connection. Requests come one at a time: the pipeline holds back pipelined ones.
final class DemoConnection: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let service: DemoListener.Service
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []

  init(service: @escaping DemoListener.Service) {
    self.service = service
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
    case .body(let part):
      body.append(contentsOf: part.readableBytesView)
    case .end:
      answer(context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func answer(_ context: ChannelHandlerContext) {
    guard let head else { return }
    let reply = service(
      DemoRequest(
        method: head.method.rawValue, target: head.uri,
        authorization: head.headers.first(name: "Authorization"), body: body))
    let isKept = head.isKeepAlive
    if reply.delay == 0 {
      send(reply, isKept, context)
    } else {
      context.eventLoop.assumeIsolated().scheduleTask(in: .milliseconds(Int64(reply.delay))) {
        self.send(reply, isKept, context)
      }
    }
  }

  private func send(_ reply: DemoReply, _ isKept: Bool, _ context: ChannelHandlerContext) {
    guard reply.delivery != .nothing else { return context.close(promise: nil) }
    let response = reply.response
    var headers = HTTPHeaders(response.headers.map { ($0.name, $0.value) })
    if response.status != 204 {
      headers.add(name: "Content-Length", value: "\(response.body.count)")
    }
    if !isKept { headers.add(name: "Connection", value: "close") }
    let status = HTTPResponseStatus(statusCode: response.status)
    context.write(
      wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))),
      promise: nil)

    let isHalf = reply.delivery == .half
    let bytes = isHalf ? response.body.prefix(response.body.count / 2) : response.body[...]
    let part = context.channel.allocator.buffer(bytes: bytes)
    let isLast = isHalf || !isKept
    if isHalf {
      close(context, after: wrapOutboundOut(.body(.byteBuffer(part))))
    } else {
      context.write(wrapOutboundOut(.body(.byteBuffer(part))), promise: nil)
      let end = wrapOutboundOut(.end(nil))
      if isLast { close(context, after: end) } else { context.writeAndFlush(end, promise: nil) }
    }
  }

  private func close(_ context: ChannelHandlerContext, after last: NIOAny) {
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    context.writeAndFlush(last, promise: sent)
  }
}
