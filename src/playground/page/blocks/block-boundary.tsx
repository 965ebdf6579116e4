import { Component, type ReactNode } from 'react'

type Props = { readonly what: string; readonly subject: unknown; readonly children: ReactNode }
type State = { readonly hasFailed: boolean; readonly subject: unknown }

/** One block that cannot be drawn must not take the message, or the page, with it. Another `subject` is tried anew. */
export class BlockBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false, subject: this.props.subject }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  static getDerivedStateFromProps({ subject }: Props, state: State): State | null {
    return state.subject === subject ? null : { hasFailed: false, subject }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return <p className="undrawn">The playground cannot draw this block ({this.props.what}); Slack may.</p>
  }
}
