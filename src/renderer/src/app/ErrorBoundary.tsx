import { Component, type ReactNode } from 'react';
import { Button } from '#renderer/ui/Button.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';

/** A bug in a screen stays in that screen: jobs run on in the core, and one can go elsewhere or try again. React has boundaries only as classes. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error == null) return this.props.children;
    return (
      <EmptyState
        isError
        title="This screen stopped working"
        action={
          <div style={{ display: 'flex', gap: 8 }}>
            <Button variant="accent" onClick={() => this.setState({ error: null })}>
              Try again
            </Button>
            <Button onClick={() => void navigator.clipboard.writeText(`${error.message}\n${error.stack ?? ''}`)}>Copy report</Button>
          </div>
        }
      >
        Your photos are not affected, and running imports go on. {error.message}
      </EmptyState>
    );
  }
}
